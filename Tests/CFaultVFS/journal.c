// What is not synced yet, and what a cut makes of it.
#include "disk.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The unit in which a disk keeps or loses what it was writing.
enum { SECTOR = 512 };

static change *new_change(disk_file *file, sqlite3_int64 offset, int old_count, int new_count) {
    change *made = calloc(1, sizeof *made);
    unsigned char *bytes = malloc((size_t)old_count + (size_t)new_count + 1);
    if (!made || !bytes) {
        free(made);
        free(bytes);
        return NULL;
    }
    made->earlier = file->entry->latest;
    made->offset = offset;
    made->old_count = old_count;
    made->new_count = new_count;
    made->old_bytes = bytes;
    made->new_bytes = bytes + old_count;
    return made;
}

// Keeps what lies in the way of the change, up to the end of the file.
static int keep_old(disk_file *file, change *made, sqlite3_int64 size) {
    sqlite3_file *real = linli_real(&file->base);
    made->old_size = size;
    int code = made->old_count ? real->pMethods->xRead(real, made->old_bytes, made->old_count, made->offset) : SQLITE_OK;
    if (code != SQLITE_OK) {
        free(made->old_bytes);
        free(made);
        return code;
    }
    file->entry->latest = made;
    return SQLITE_OK;
}

static int overlap(sqlite3_int64 size, sqlite3_int64 offset, sqlite3_int64 count) {
    if (offset >= size) return 0;
    return (int)(size - offset < count ? size - offset : count);
}

int linli_note_write(disk_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    sqlite3_file *real = linli_real(&file->base);
    sqlite3_int64 size = 0;
    int code = real->pMethods->xFileSize(real, &size);
    if (code != SQLITE_OK) return code;
    change *made = new_change(file, offset, overlap(size, offset, count), count);
    if (!made) return SQLITE_IOERR_NOMEM;
    memcpy(made->new_bytes, bytes, (size_t)count);
    return keep_old(file, made, size);
}

int linli_note_truncation(disk_file *file, sqlite3_int64 size) {
    sqlite3_file *real = linli_real(&file->base);
    sqlite3_int64 old_size = 0;
    int code = real->pMethods->xFileSize(real, &old_size);
    if (code != SQLITE_OK) return code;
    change *made = new_change(file, size, overlap(old_size, size, old_size), 0);
    if (!made) return SQLITE_IOERR_NOMEM;
    made->is_truncation = 1;
    return keep_old(file, made, old_size);
}

void linli_forget_changes(entry *entry) {
    while (entry->latest) {
        change *latest = entry->latest;
        entry->latest = latest->earlier;
        free(latest->old_bytes);
        free(latest);
    }
}

static int put(int descriptor, const unsigned char *bytes, size_t count, sqlite3_int64 offset) {
    return count == 0 || pwrite(descriptor, bytes, count, offset) == (ssize_t)count ? 0 : errno;
}

static int undo(int descriptor, const change *made) {
    int code = put(descriptor, made->old_bytes, (size_t)made->old_count, made->offset);
    return code == 0 && ftruncate(descriptor, made->old_size) != 0 ? errno : code;
}

// What became of a change before the power went.
enum fate { LOST, KEPT, IN_PART, FATES };

// The sectors of a write that reached the disk: all, none or some of them, in no order.
static int redo(linli_disk *disk, int descriptor, const change *made, enum fate fate, int is_torn) {
    if (fate == LOST) return 0;
    if (made->is_truncation) return ftruncate(descriptor, made->offset) != 0 ? errno : 0;
    int code = 0;
    for (int place = 0; place < made->new_count && code == 0;) {
        int count = SECTOR - (int)((made->offset + place) % SECTOR);
        if (count > made->new_count - place) count = made->new_count - place;
        int kept = fate == KEPT || linli_chance(disk, 2) ? count : 0;
        if (fate == IN_PART && kept && is_torn) kept = (int)linli_chance(disk, (uint64_t)count + 1);
        code = put(descriptor, made->new_bytes + place, (size_t)kept, made->offset + place);
        place += count;
    }
    return code;
}

static int redo_from_first(linli_disk *disk, int descriptor, const change *made, int is_torn) {
    // The list begins with the latest; turned round it is the order in which they were made.
    int count = 0;
    for (const change *other = made; other; other = other->earlier) count += 1;
    const change **order = malloc(sizeof *order * (size_t)(count + 1));
    if (!order) return ENOMEM;
    for (int index = count; made; made = made->earlier) order[--index] = made;
    // A disk that works in order keeps the first ones, maybe all: a commit that nobody was told of is then there.
    int is_orderly = linli_chance(disk, 2) == 0;
    int last = is_orderly && linli_chance(disk, 2) ? (int)linli_chance(disk, (uint64_t)count + 1) : count;
    int code = 0;
    for (int index = 0; index < last && code == 0; index++) {
        enum fate fate = is_orderly ? KEPT : (enum fate)linli_chance(disk, FATES);
        code = redo(disk, descriptor, order[index], fate, is_torn);
    }
    free(order);
    return code;
}

int linli_restore_entry(linli_disk *disk, entry *entry, int is_torn) {
    // Closing a descriptor of a file drops the locks of all others of this process.
    if (entry->open_count > 0) return EBUSY;
    int code = 0;
    int descriptor = entry->latest ? open(entry->path, O_RDWR | O_CLOEXEC) : -1;
    if (descriptor >= 0) {
        for (change *made = entry->latest; made && code == 0; made = made->earlier) code = undo(descriptor, made);
        if (code == 0) code = redo_from_first(disk, descriptor, entry->latest, is_torn);
        close(descriptor);
    }
    if (entry->is_new && linli_chance(disk, 2)) unlink(entry->path);
    entry->is_new = 0;
    linli_forget_changes(entry);
    return code;
}
