// SQLite, with functions for the macros and variadic calls that Swift cannot import.
#pragma once
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

// The 64-bit forms: a length above 2 GiB is answered with SQLITE_TOOBIG instead of being cut short.
static inline int linli_sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, size_t length) {
    return sqlite3_bind_text64(statement, index, text ? text : "", length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int linli_sqlite3_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, size_t length) {
    // A null pointer would bind NULL; an empty blob is not NULL.
    if (length == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}

static inline int linli_sqlite3_db_config(sqlite3 *database, int option, int value) {
    return sqlite3_db_config(database, option, value, (int *)0);
}

// The writer owns a thread of its own. Starting it is the one thing it needs from the C library, so it stands here
// and the Swift side imports nothing further.
static inline int linli_start_thread(void *(*body)(void *), void *context) {
    pthread_t thread;
    int code = pthread_create(&thread, NULL, body, context);
    if (code == 0) pthread_detach(thread);
    return code;
}

static inline int linli_sqlite3_without_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
