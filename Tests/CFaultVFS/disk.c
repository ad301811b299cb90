// The disk as tests hold it: what fails, when the power goes, what was counted.
#include "disk.h"
#include <stdlib.h>
#include <string.h>

void linli_disk_fail(linli_disk *disk, linli_operation operation, int64_t first, int64_t times) {
    pthread_mutex_lock(&disk->mutex);
    disk->first[operation] = first;
    disk->times[operation] = times;
    disk->failures = 0;
    pthread_mutex_unlock(&disk->mutex);
}

void linli_disk_heal(linli_disk *disk) {
    pthread_mutex_lock(&disk->mutex);
    memset(disk->times, 0, sizeof disk->times);
    pthread_mutex_unlock(&disk->mutex);
}

static int64_t look(linli_disk *disk, const int64_t *value) {
    pthread_mutex_lock(&disk->mutex);
    int64_t seen = *value;
    pthread_mutex_unlock(&disk->mutex);
    return seen;
}

int64_t linli_disk_failures(linli_disk *disk) { return look(disk, &disk->failures); }

int64_t linli_disk_count(linli_disk *disk, linli_operation operation, linli_file file) {
    return look(disk, &disk->counts[operation][file]);
}

int64_t linli_disk_system_syncs(linli_disk *disk, linli_file file) {
    pthread_mutex_lock(&disk->mutex);
    int64_t seen = disk->system_syncs[file];
    pthread_mutex_unlock(&disk->mutex);
    return seen;
}

int64_t linli_disk_open_files(linli_disk *disk) {
    pthread_mutex_lock(&disk->mutex);
    int64_t open = 0;
    for (entry *entry = disk->entries; entry; entry = entry->next) open += entry->open_count;
    pthread_mutex_unlock(&disk->mutex);
    return open;
}

void linli_disk_set_read_only(linli_disk *disk, int is_read_only) {
    pthread_mutex_lock(&disk->mutex);
    disk->is_read_only = is_read_only;
    pthread_mutex_unlock(&disk->mutex);
}

void linli_disk_cut_power(linli_disk *disk, int64_t operation, int counts_only_syncs) {
    pthread_mutex_lock(&disk->mutex);
    disk->counts_only_syncs = counts_only_syncs;
    disk->until_cut = operation;
    pthread_mutex_unlock(&disk->mutex);
}

int linli_disk_is_cut(linli_disk *disk) {
    pthread_mutex_lock(&disk->mutex);
    int is_cut = disk->is_cut;
    pthread_mutex_unlock(&disk->mutex);
    return is_cut;
}

int linli_disk_restore(linli_disk *disk, int is_torn) {
    pthread_mutex_lock(&disk->mutex);
    int code = 0;
    for (entry *entry = disk->entries; entry && code == 0; entry = entry->next) {
        code = linli_restore_entry(disk, entry, is_torn);
    }
    disk->is_cut = 0;
    disk->until_cut = 0;
    pthread_mutex_unlock(&disk->mutex);
    return code;
}

int linli_is_failing(linli_disk *disk, linli_operation operation, linli_file file) {
    if (operation != LINLI_SPACE) disk->counts[operation][file] += 1;
    if (disk->is_cut) return 1;
    if (disk->times[operation] <= 0) return 0;
    if (disk->first[operation] > 1) {
        disk->first[operation] -= 1;
        return 0;
    }
    disk->times[operation] -= 1;
    disk->failures += 1;
    return 1;
}

int linli_loses_power(linli_disk *disk, linli_operation operation) {
    if (disk->counts_only_syncs && operation != LINLI_SYNC) return disk->is_cut;
    if (disk->until_cut > 0 && --disk->until_cut == 0) disk->is_cut = 1;
    return disk->is_cut;
}

// SplitMix64: the same seed tears the same sectors.
uint64_t linli_chance(linli_disk *disk, uint64_t below) {
    uint64_t mixed = disk->seed += 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return (mixed ^ (mixed >> 31)) % below;
}
