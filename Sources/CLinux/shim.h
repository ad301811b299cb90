// What Swift's Glibc module lacks: epoll, eventfd, accept4 and sched_getaffinity. Deliberately without _GNU_SOURCE, which
// would give `fd_set` a second shape beside the one that Dispatch imports; the last two are therefore declared by hand.
#pragma once
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

extern int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
extern int sched_getaffinity(pid_t process, size_t size, cpu_set_t *mask);

// Both are declared by hand: their headers bring structures that Swift would then look for in this module.
// The bit of O_TMPFILE beside O_DIRECTORY, the same on x86-64 and arm64.
static const int linli_tmpfile_bit = 020000000;
extern int malloc_trim(size_t kept);
extern ssize_t sendfile(int out, int in, off_t *offset, size_t count);

static inline ssize_t linli_sendfile(int out, int in, off_t *offset, size_t count) {
    return sendfile(out, in, offset, count);
}
