// A disk for tests: a SQLite VFS over the default one, whose operations fail when they are told to, and whose power can
// be cut, after which every file is what was synced and a chance part of the rest.
#pragma once
#include <stdint.h>

typedef struct linli_disk linli_disk;

// What can be made to fail, and is counted.
typedef enum linli_operation {
    LINLI_READ,
    LINLI_WRITE,
    LINLI_SYNC,
    LINLI_TRUNCATE,
    LINLI_OPEN,
    LINLI_DELETE,
    LINLI_LOCK,
    LINLI_MAP,
    // A write that finds no room; counted among the writes.
    LINLI_SPACE,
    LINLI_OPERATIONS
} linli_operation;

// The files whose operations are counted apart.
typedef enum linli_file { LINLI_DATABASE, LINLI_LOG, LINLI_OTHER, LINLI_FILES } linli_file;

// Registers a VFS under a name; null when there is no memory or the name is taken.
linli_disk *linli_disk_create(const char *name, uint64_t seed);
// Takes it back; one whose files are still open is left as it is.
void linli_disk_destroy(linli_disk *disk);

// Lets the first-th operation of a kind from now on fail, and those after it up to a number of them.
void linli_disk_fail(linli_disk *disk, linli_operation operation, int64_t first, int64_t times);
// Nothing fails any more.
void linli_disk_heal(linli_disk *disk);
// How many operations failed since they were told to.
int64_t linli_disk_failures(linli_disk *disk);
// While set, the database file opens for reading only, as one without permission does.
void linli_disk_set_read_only(linli_disk *disk, int is_read_only);

// How many operations there were.
int64_t linli_disk_count(linli_disk *disk, linli_operation operation, linli_file file);
// How many system calls fsync and fdatasync these syncs made.
int64_t linli_disk_system_syncs(linli_disk *disk, linli_file file);
// How many files are open.
int64_t linli_disk_open_files(linli_disk *disk);

// Cuts the power in the n-th write, sync, truncation or deletion from now on, or in the n-th sync alone, when all of a
// commit is on its way; every operation fails from then on.
void linli_disk_cut_power(linli_disk *disk, int64_t operation, int counts_only_syncs);
int linli_disk_is_cut(linli_disk *disk);
// After a cut, when all files are closed: rolls them back to what was synced, lets a chance part of the rest survive in
// pieces of a sector (torn: also in parts of one), and gives power again. 0, or an error number of the system.
int linli_disk_restore(linli_disk *disk, int is_torn);

// Tells of each statement that is run on a database below a folder, as it was written, from connections that are opened
// from now on; for the rest of the process, from any thread. 0, or an error code of SQLite.
int linli_watch_statements(const char *folder, void (*told)(void *context, const char *sql), void *context);
