// What Swift's Glibc module lacks: epoll, eventfd, iconv, accept4 and sched_getaffinity. Deliberately without _GNU_SOURCE, which
// would give `fd_set` a second shape beside the one that Dispatch imports; the last two are therefore declared by hand.
#pragma once
#include <errno.h>
#include <iconv.h>
#include <sched.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

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

// All threads take from one heap; the number is M_ARENA_MAX.
extern int mallopt(int parameter, int value);
static inline void linli_share_heap(void) { mallopt(-8, 1); }

// Gives back the pages of the program's own code and constants that were touched so far. Nothing is lost: they are read-only
// parts of the file, and those that are needed come back from the kernel's cache. What the start used once - the reading of
// arguments, of settings, of migrations - does not stay resident.
static inline void linli_forget_code(void) {
    extern char __executable_start, etext;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = ((uintptr_t)&__executable_start + page - 1) & ~(page - 1), end = (uintptr_t)&etext & ~(page - 1);
    if (end > first) madvise((void *)first, end - first, MADV_DONTNEED);
}

// Converts until the input ends: 0 when all of it was taken, 1 when its last character is only begun, -1 at what is no
// character. Both counts become what is left.
static inline int linli_iconv(iconv_t converter, void *input, size_t *left, void *output, size_t *room) {
    char *from = input, *to = output;
    if (iconv(converter, &from, left, &to, room) != (size_t)-1) return 0;
    return errno == EINVAL ? 1 : -1;
}
