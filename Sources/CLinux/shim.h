// What Swift's Glibc module lacks: epoll, eventfd, accept4 and sched_getaffinity. Deliberately without _GNU_SOURCE, which
// would give `fd_set` a second shape beside the one that Dispatch imports; the last two are therefore declared by hand.
#pragma once
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

extern int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
extern int sched_getaffinity(pid_t process, size_t size, cpu_set_t *mask);

// An unnamed file (O_TMPFILE), which glibc names only under _GNU_SOURCE.
#include <fcntl.h>
#include <sys/sendfile.h>
static const int linli_o_tmpfile = __O_TMPFILE | O_DIRECTORY;

static inline ssize_t linli_sendfile(int out, int in, off_t *offset, size_t count) {
    return sendfile(out, in, offset, count);
}
