// The disk as SQLite finds it under its name.
#include "disk.h"
#include <stdlib.h>
#include <string.h>

static entry *find(linli_disk *disk, const char *path) {
    for (entry *entry = disk->entries; entry; entry = entry->next) {
        if (strcmp(entry->path, path) == 0) return entry;
    }
    return NULL;
}

static entry *enter(linli_disk *disk, const char *path, int flags, int exists) {
    entry *known = find(disk, path);
    if (!known) {
        known = calloc(1, sizeof *known);
        if (!known) return NULL;
        known->path = strdup(path);
        known->next = disk->entries;
        disk->entries = known;
    }
    known->kind = flags & SQLITE_OPEN_MAIN_DB ? LINLI_DATABASE : flags & SQLITE_OPEN_WAL ? LINLI_LOG : LINLI_OTHER;
    if (!exists) known->is_new = 1;
    return known;
}

static int open_file(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out) {
    linli_disk *disk = vfs->pAppData;
    disk_file *made = (disk_file *)file;
    linli_file kind = flags & SQLITE_OPEN_MAIN_DB ? LINLI_DATABASE : flags & SQLITE_OPEN_WAL ? LINLI_LOG : LINLI_OTHER;
    made->base.pMethods = NULL;
    made->disk = disk;
    made->entry = NULL;
    pthread_mutex_lock(&disk->mutex);
    int code = linli_is_failing(disk, LINLI_OPEN, kind) ? SQLITE_CANTOPEN : SQLITE_OK;
    if (disk->is_read_only && kind == LINLI_DATABASE) {
        // What the default VFS does with a file that it may not write.
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    }
    int exists = 1;
    if (code == SQLITE_OK && name) code = disk->real->xAccess(disk->real, name, SQLITE_ACCESS_EXISTS, &exists);
    if (code == SQLITE_OK) code = disk->real->xOpen(disk->real, name, linli_real(file), flags, out);
    if (code == SQLITE_OK && name) {
        made->entry = enter(disk, name, flags, exists);
        if (made->entry) made->entry->open_count += 1;
    }
    if (code == SQLITE_OK) made->base.pMethods = &linli_methods;
    pthread_mutex_unlock(&disk->mutex);
    return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int syncs_folder) {
    linli_disk *disk = vfs->pAppData;
    pthread_mutex_lock(&disk->mutex);
    int code = SQLITE_IOERR_DELETE;
    if (!linli_is_failing(disk, LINLI_DELETE, LINLI_OTHER) && !linli_loses_power(disk, LINLI_DELETE)) {
        code = disk->real->xDelete(disk->real, name, syncs_folder);
        entry *known = find(disk, name);
        if (known && code == SQLITE_OK) linli_forget_changes(known);
    }
    pthread_mutex_unlock(&disk->mutex);
    return code;
}

static linli_disk *disk_of(sqlite3_vfs *vfs) { return vfs->pAppData; }

static int can_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    return disk_of(vfs)->real->xAccess(disk_of(vfs)->real, name, flags, result);
}

static int full_path(sqlite3_vfs *vfs, const char *name, int count, char *path) {
    return disk_of(vfs)->real->xFullPathname(disk_of(vfs)->real, name, count, path);
}

static int randomness(sqlite3_vfs *vfs, int count, char *bytes) {
    return disk_of(vfs)->real->xRandomness(disk_of(vfs)->real, count, bytes);
}

static int sleep_for(sqlite3_vfs *vfs, int microseconds) {
    return disk_of(vfs)->real->xSleep(disk_of(vfs)->real, microseconds);
}

static int current_time(sqlite3_vfs *vfs, double *day) {
    return disk_of(vfs)->real->xCurrentTime(disk_of(vfs)->real, day);
}

static int last_error(sqlite3_vfs *vfs, int count, char *text) {
    return disk_of(vfs)->real->xGetLastError(disk_of(vfs)->real, count, text);
}

static int current_milliseconds(sqlite3_vfs *vfs, sqlite3_int64 *time) {
    return disk_of(vfs)->real->xCurrentTimeInt64(disk_of(vfs)->real, time);
}

linli_disk *linli_disk_create(const char *name, uint64_t seed) {
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);
    linli_disk *disk = calloc(1, sizeof *disk);
    if (!real || !disk || sqlite3_vfs_find(name) || pthread_mutex_init(&disk->mutex, NULL) != 0) {
        free(disk);
        return NULL;
    }
    disk->real = real;
    disk->seed = seed;
    disk->vfs.iVersion = 2;
    disk->vfs.szOsFile = (int)sizeof(disk_file) + real->szOsFile;
    disk->vfs.mxPathname = real->mxPathname;
    disk->vfs.zName = strdup(name);
    disk->vfs.pAppData = disk;
    disk->vfs.xOpen = open_file;
    disk->vfs.xDelete = delete_file;
    disk->vfs.xAccess = can_access;
    disk->vfs.xFullPathname = full_path;
    disk->vfs.xRandomness = randomness;
    disk->vfs.xSleep = sleep_for;
    disk->vfs.xCurrentTime = current_time;
    disk->vfs.xGetLastError = last_error;
    disk->vfs.xCurrentTimeInt64 = current_milliseconds;
    sqlite3_vfs_register(&disk->vfs, 0);
    return disk;
}

void linli_disk_destroy(linli_disk *disk) {
    sqlite3_vfs_unregister(&disk->vfs);
    // A connection that a test forgot still points here.
    if (linli_disk_open_files(disk) > 0) return;
    while (disk->entries) {
        entry *entry = disk->entries;
        disk->entries = entry->next;
        linli_forget_changes(entry);
        free(entry->path);
        free(entry);
    }
    pthread_mutex_destroy(&disk->mutex);
    free((char *)disk->vfs.zName);
    free(disk);
}
