// The files of the disk: each operation asks whether it may, then lets the real file do it.
#include "disk.h"

static linli_file kind(sqlite3_file *file) {
    entry *entry = ((disk_file *)file)->entry;
    return entry ? entry->kind : LINLI_OTHER;
}

static linli_disk *lock(sqlite3_file *file) {
    linli_disk *disk = ((disk_file *)file)->disk;
    pthread_mutex_lock(&disk->mutex);
    return disk;
}

static int unlock(linli_disk *disk, int code) {
    pthread_mutex_unlock(&disk->mutex);
    return code;
}

static int is_failing(sqlite3_file *file, linli_operation operation) {
    linli_disk *disk = lock(file);
    return unlock(disk, linli_is_failing(disk, operation, kind(file)));
}

static int close_file(sqlite3_file *file) {
    linli_disk *disk = lock(file);
    sqlite3_file *real = linli_real(file);
    int code = real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
    if (((disk_file *)file)->entry) ((disk_file *)file)->entry->open_count -= 1;
    return unlock(disk, code);
}

static int read_file(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    if (is_failing(file, LINLI_READ)) return SQLITE_IOERR_READ;
    return linli_real(file)->pMethods->xRead(linli_real(file), bytes, count, offset);
}

static int put(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    sqlite3_file *real = linli_real(file);
    int code = ((disk_file *)file)->entry ? linli_note_write((disk_file *)file, bytes, count, offset) : SQLITE_OK;
    return code == SQLITE_OK ? real->pMethods->xWrite(real, bytes, count, offset) : code;
}

static int write_file(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    linli_disk *disk = lock(file);
    int failure = SQLITE_OK;
    if (linli_is_failing(disk, LINLI_WRITE, kind(file))) failure = SQLITE_IOERR_WRITE;
    if (linli_is_failing(disk, LINLI_SPACE, kind(file))) failure = SQLITE_FULL;
    if (disk->is_cut) return unlock(disk, SQLITE_IOERR_WRITE);
    if (failure != SQLITE_OK) {
        // As on a real disk, a part of it is written before it fails.
        if (count > 1) put(file, bytes, count / 2, offset);
        return unlock(disk, failure);
    }
    int code = put(file, bytes, count, offset);
    return unlock(disk, linli_loses_power(disk, LINLI_WRITE) ? SQLITE_IOERR_WRITE : code);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    linli_disk *disk = lock(file);
    sqlite3_file *real = linli_real(file);
    if (linli_is_failing(disk, LINLI_TRUNCATE, kind(file))) return unlock(disk, SQLITE_IOERR_TRUNCATE);
    int code = ((disk_file *)file)->entry ? linli_note_truncation((disk_file *)file, size) : SQLITE_OK;
    if (code == SQLITE_OK) code = real->pMethods->xTruncate(real, size);
    return unlock(disk, linli_loses_power(disk, LINLI_TRUNCATE) ? SQLITE_IOERR_TRUNCATE : code);
}

static int sync_file(sqlite3_file *file, int flags) {
    linli_disk *disk = lock(file);
    sqlite3_file *real = linli_real(file);
    entry *entry = ((disk_file *)file)->entry;
    if (linli_is_failing(disk, LINLI_SYNC, kind(file))) return unlock(disk, SQLITE_IOERR_FSYNC);
    // Power that goes during a sync leaves unsynced what it found.
    if (linli_loses_power(disk, LINLI_SYNC)) return unlock(disk, SQLITE_IOERR_FSYNC);
    linli_count_syncs_into(&disk->system_syncs[kind(file)]);
    int code = real->pMethods->xSync(real, flags);
    linli_count_syncs_into(NULL);
    if (code == SQLITE_OK && entry) {
        linli_forget_changes(entry);
        // The first sync of a log also syncs its folder, in which the database lies, too.
        if (entry->kind == LINLI_LOG) {
            for (struct entry *other = disk->entries; other; other = other->next) other->is_new = 0;
        }
    }
    return unlock(disk, code);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return linli_real(file)->pMethods->xFileSize(linli_real(file), size);
}

static int lock_file(sqlite3_file *file, int level) {
    if (is_failing(file, LINLI_LOCK)) return SQLITE_IOERR_LOCK;
    return linli_real(file)->pMethods->xLock(linli_real(file), level);
}

static int unlock_file(sqlite3_file *file, int level) {
    return linli_real(file)->pMethods->xUnlock(linli_real(file), level);
}

static int check_reserved(sqlite3_file *file, int *result) {
    return linli_real(file)->pMethods->xCheckReservedLock(linli_real(file), result);
}

static int control(sqlite3_file *file, int operation, void *argument) {
    return linli_real(file)->pMethods->xFileControl(linli_real(file), operation, argument);
}

static int sector_size(sqlite3_file *file) { return linli_real(file)->pMethods->xSectorSize(linli_real(file)); }

static int characteristics(sqlite3_file *file) {
    return linli_real(file)->pMethods->xDeviceCharacteristics(linli_real(file));
}

static int map_index(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
    if (is_failing(file, LINLI_MAP)) return SQLITE_IOERR_SHMMAP;
    return linli_real(file)->pMethods->xShmMap(linli_real(file), page, size, extend, memory);
}

static int lock_index(sqlite3_file *file, int offset, int count, int flags) {
    // A lock that can not be given back would be the test's fault, not the disk's.
    if (!(flags & SQLITE_SHM_UNLOCK) && is_failing(file, LINLI_LOCK)) return SQLITE_IOERR_SHMLOCK;
    return linli_real(file)->pMethods->xShmLock(linli_real(file), offset, count, flags);
}

static void index_barrier(sqlite3_file *file) { linli_real(file)->pMethods->xShmBarrier(linli_real(file)); }

static int unmap_index(sqlite3_file *file, int deletes) {
    return linli_real(file)->pMethods->xShmUnmap(linli_real(file), deletes);
}

// Version 2: without memory mapping of the database file, under which an error would be a signal.
const sqlite3_io_methods linli_methods = {
    2,           close_file,     read_file,       write_file, truncate_file, sync_file,
    file_size,   lock_file,      unlock_file,     check_reserved, control,   sector_size,
    characteristics, map_index,  lock_index,      index_barrier, unmap_index, 0,
    0,
};
