// What the disk knows of its files, for the sources of this target only.
#pragma once
#include "CFaultVFS.h"
#include <pthread.h>
#include <sqlite3.h>

// One change since the last sync, with what is needed to undo it and to do it again.
typedef struct change {
    struct change *earlier;
    sqlite3_int64 old_size;
    // A truncation has no new bytes; its offset is the new size.
    int is_truncation;
    sqlite3_int64 offset;
    int old_count;
    int new_count;
    unsigned char *old_bytes;
    unsigned char *new_bytes;
} change;

// A file of the disk, however often it is open.
typedef struct entry {
    struct entry *next;
    char *path;
    linli_file kind;
    // Made, and its folder not synced since: after a cut it may not be there at all.
    int is_new;
    int open_count;
    change *latest;
} entry;

struct linli_disk {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    pthread_mutex_t mutex;
    uint64_t seed;
    entry *entries;
    int64_t counts[LINLI_OPERATIONS][LINLI_FILES];
    long system_syncs[LINLI_FILES];
    int64_t first[LINLI_OPERATIONS];
    int64_t times[LINLI_OPERATIONS];
    int64_t failures;
    int64_t until_cut;
    int counts_only_syncs;
    int is_cut;
    int is_read_only;
};

// The file as SQLite sees it; the real one lies behind it in the same allocation.
typedef struct disk_file {
    sqlite3_file base;
    linli_disk *disk;
    // Null for a temporary file, which no cut concerns.
    entry *entry;
} disk_file;

extern const sqlite3_io_methods linli_methods;

static inline sqlite3_file *linli_real(sqlite3_file *file) { return (sqlite3_file *)((disk_file *)file + 1); }

// All of these with the mutex of the disk held.
int linli_is_failing(linli_disk *disk, linli_operation operation, linli_file file);
int linli_loses_power(linli_disk *disk, linli_operation operation);
int linli_note_write(disk_file *file, const void *bytes, int count, sqlite3_int64 offset);
int linli_note_truncation(disk_file *file, sqlite3_int64 size);
void linli_forget_changes(entry *entry);
int linli_restore_entry(linli_disk *disk, entry *entry, int is_torn);
uint64_t linli_chance(linli_disk *disk, uint64_t below);
// Where the calling thread counts its system calls of syncing.
void linli_count_syncs_into(long *counter);
