// Tells of every statement that SQLite runs on the databases below a folder, whoever opened them and however it was
// prepared: SQLite calls an automatic extension for each new connection, and the connection its trace for each statement.
#include "CFaultVFS.h"
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

typedef struct watch {
    struct watch *next;
    char *folder;
    void (*told)(void *context, const char *sql);
    void *context;
} watch;

// Only ever added to: the connections point into it.
static watch *first;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int traced(unsigned kind, void *context, void *statement, void *text) {
    (void)kind;
    (void)statement;
    const watch *each = context;
    // A trigger is told of as a comment. Its plan stands in that of the statement that fires it.
    if (strncmp(text, "-- TRIGGER", 10) != 0) each->told(each->context, text);
    return 0;
}

static int opened(sqlite3 *database, const char **error, const void *routines) {
    (void)error;
    (void)routines;
    const char *path = sqlite3_db_filename(database, "main");
    if (!path) return SQLITE_OK;
    pthread_mutex_lock(&lock);
    watch *each = first;
    while (each && strncmp(path, each->folder, strlen(each->folder)) != 0) each = each->next;
    pthread_mutex_unlock(&lock);
    if (each) sqlite3_trace_v2(database, SQLITE_TRACE_STMT, traced, each);
    return SQLITE_OK;
}

int linli_watch_statements(const char *folder, void (*told)(void *, const char *), void *context) {
    watch *fresh = malloc(sizeof *fresh);
    char *copy = strdup(folder);
    if (!fresh || !copy) return SQLITE_NOMEM;
    *fresh = (watch){.folder = copy, .told = told, .context = context};
    pthread_mutex_lock(&lock);
    fresh->next = first;
    first = fresh;
    pthread_mutex_unlock(&lock);
    return sqlite3_auto_extension((void (*)(void))opened);
}
