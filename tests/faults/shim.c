/*
 * Stands between a program and the C library (LD_PRELOAD) for the files under one folder: logs what is written,
 * flushed and renamed, counts flushes, and lets the disk be full from a chosen write on.
 *
 * FAULT_FOLDER  the folder, absolute and without links
 * FAULT_LOG     where the log goes, outside the folder; no log when it is not set
 * FAULT_FULL    while there is a file of this name, outside the folder, the disk is full; so another process can fill it
 *
 * The program itself calls fault_mark, fault_fill, fault_spent and fault_flushes (ctypes.CDLL(None)).
 * A record of the log: struct head, then `size` bytes, then `size2` bytes. tests/faults/disk.py reads it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, CUT, FLUSHED, RENAMED, REMOVED, FOLDER_MADE, MARKED };
enum { IS_NEW = 1, IS_EMPTIED = 2 };
enum { MOST_FILES = 65536 };
enum { NOT_OURS = 0, OURS = 1, OURS_UNLOGGED = 2 };

struct head {
    uint32_t kind;
    int32_t file;
    uint64_t offset;
    uint32_t size;
    uint32_t size2;
};

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static char ours[MOST_FILES];
static char folders[MOST_FILES];
static const char *folder;
static size_t folder_length;
static int log_file = -1;
static long full_from, spent, file_flushes, folder_flushes;
static const char *full_while;

#define REAL(name) ({ static __typeof__(&name) found; if (!found) found = dlsym(RTLD_NEXT, #name); found; })

__attribute__((constructor)) static void begin(void)
{
    const char *log = getenv("FAULT_LOG");
    folder = getenv("FAULT_FOLDER");
    folder_length = folder ? strlen(folder) : 0;
    full_while = getenv("FAULT_FULL");
    if (log && folder)
        log_file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path)
{
    return folder && strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || !path[folder_length]);
}

static int is_open_ours(int file)
{
    return file >= 0 && file < MOST_FILES && ours[file];
}

static void put(const void *bytes, size_t count)
{
    const char *at = bytes;
    while (count) {
        long done = syscall(SYS_write, log_file, at, count);
        if (done <= 0)
            _exit(121);
        at += done;
        count -= done;
    }
}

static void note(uint32_t kind, int file, uint64_t offset, const void *bytes, size_t size, const char *second)
{
    size_t size2 = second ? strlen(second) : 0;
    struct head head = {kind, file, offset, (uint32_t)size, (uint32_t)size2};
    int kept = errno;
    if (log_file < 0 || (file >= 0 && file < MOST_FILES && ours[file] == OURS_UNLOGGED))
        return;
    pthread_mutex_lock(&guard);
    put(&head, sizeof head);
    put(bytes, size);
    put(second, size2);
    pthread_mutex_unlock(&guard);
    errno = kept;
}

static int is_filled(void) { return full_while && syscall(SYS_faccessat, AT_FDCWD, full_while, F_OK) == 0; }

/* What takes room on the disk is counted; from the chosen one on there is none. */
static int is_full(void)
{
    int full, kept = errno;
    int filled = is_filled();
    errno = kept;
    pthread_mutex_lock(&guard);
    full = filled || (full_from && ++spent >= full_from);
    pthread_mutex_unlock(&guard);
    if (full)
        errno = ENOSPC;
    return full;
}

/* The write that meets the full disk finds room for its first half now and then, as on a real one. */
static size_t room_for(size_t count)
{
    size_t room = count;
    int kept = errno;
    if (is_filled())
        return 0;
    errno = kept;
    pthread_mutex_lock(&guard);
    if (full_from && ++spent >= full_from)
        room = spent == full_from && full_from % 2 == 0 ? count / 2 : 0;
    pthread_mutex_unlock(&guard);
    return room;
}

void fault_mark(const char *text) { note(MARKED, -1, 0, text, strlen(text), NULL); }

void fault_fill(long from)
{
    pthread_mutex_lock(&guard);
    full_from = from;
    spent = 0;
    pthread_mutex_unlock(&guard);
}

long fault_spent(void) { return spent; }

long fault_flushes(int of_folders) { return of_folders ? folder_flushes : file_flushes; }

static int opened(int file, int flags, int was_there)
{
    char link[64], path[PATH_MAX + 1];
    struct stat about;
    long length;
    int kept = errno;
    if (file < 0 || file >= MOST_FILES)
        return file;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX);
    path[length > 0 ? length : 0] = 0;
    ours[file] = NOT_OURS;
    if (is_ours(path)) {
        folders[file] = fstat(file, &about) == 0 && S_ISDIR(about.st_mode);
        ours[file] = length > 4 && strcmp(path + length - 4, "-shm") == 0 ? OURS_UNLOGGED : OURS;
        note(OPENED, file, (was_there ? 0 : IS_NEW) | (flags & O_TRUNC ? IS_EMPTIED : 0), path, length, NULL);
    }
    errno = kept;
    return file;
}

static int is_there(int at, const char *path)
{
    struct stat about;
    int kept = errno;
    int there = fstatat(at, path, &about, 0) == 0;
    errno = kept;
    return there;
}

#define OPEN_BODY(at, path, flags, call)                                  \
    int there = is_there(at, path);                                       \
    if ((flags & O_CREAT) && !there && is_ours(path) && is_full())        \
        return -1;                                                        \
    return opened(call, flags, there)

#define MODE_OF(flags)                                                    \
    mode_t mode = 0;                                                      \
    if (flags & (O_CREAT | __O_TMPFILE)) {                                \
        va_list more;                                                     \
        va_start(more, flags);                                            \
        mode = va_arg(more, mode_t);                                      \
        va_end(more);                                                     \
    }

int open(const char *path, int flags, ...) { MODE_OF(flags) OPEN_BODY(AT_FDCWD, path, flags, REAL(open)(path, flags, mode)); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) OPEN_BODY(AT_FDCWD, path, flags, REAL(open64)(path, flags, mode)); }
int openat(int at, const char *path, int flags, ...) { MODE_OF(flags) OPEN_BODY(at, path, flags, REAL(openat)(at, path, flags, mode)); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags) OPEN_BODY(at, path, flags, REAL(openat64)(at, path, flags, mode)); }
int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open64(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int __open_2(const char *path, int flags) { return open(path, flags); }
int __open64_2(const char *path, int flags) { return open64(path, flags); }

int close(int file)
{
    if (file >= 0 && file < MOST_FILES)
        ours[file] = NOT_OURS;
    return REAL(close)(file);
}

ssize_t write(int file, const void *bytes, size_t count)
{
    ssize_t done;
    size_t room = is_open_ours(file) ? room_for(count) : count;
    if (count && !room) {
        errno = ENOSPC;
        return -1;
    }
    done = REAL(write)(file, bytes, room);
    if (done > 0 && is_open_ours(file))
        note(WRITTEN, file, lseek(file, 0, SEEK_CUR) - done, bytes, done, NULL);
    return done;
}

#define PWRITE_BODY(call)                                                 \
    ssize_t done;                                                         \
    size_t room = is_open_ours(file) ? room_for(count) : count;           \
    if (count && !room) {                                                 \
        errno = ENOSPC;                                                   \
        return -1;                                                        \
    }                                                                     \
    done = call;                                                          \
    if (done > 0 && is_open_ours(file))                                   \
        note(WRITTEN, file, offset, bytes, done, NULL);                   \
    return done

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { PWRITE_BODY(REAL(pwrite)(file, bytes, room, offset)); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) { PWRITE_BODY(REAL(pwrite64)(file, bytes, room, offset)); }

/* Callers then take the plain way, which is watched. */
ssize_t writev(int file, const struct iovec *pieces, int count)
{
    if (is_open_ours(file))
        return write(file, pieces[0].iov_base, pieces[0].iov_len);
    return REAL(writev)(file, pieces, count);
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t count)
{
    static ssize_t (*found)(int, int, off64_t *, size_t);
    if (is_open_ours(out)) {
        errno = EINVAL;
        return -1;
    }
    if (!found)
        found = dlsym(RTLD_NEXT, "sendfile64");
    return found(out, in, offset, count);
}

#define CUT_BODY(call)                                                    \
    int done = call;                                                      \
    if (done == 0 && is_open_ours(file))                                  \
        note(CUT, file, length, NULL, 0, NULL);                           \
    return done

int ftruncate(int file, off_t length) { CUT_BODY(REAL(ftruncate)(file, length)); }
int ftruncate64(int file, off64_t length) { CUT_BODY(REAL(ftruncate64)(file, length)); }

static int flushed(int file, int done)
{
    if (done == 0 && is_open_ours(file)) {
        __atomic_add_fetch(folders[file] ? &folder_flushes : &file_flushes, 1, __ATOMIC_SEQ_CST);
        note(FLUSHED, file, 0, NULL, 0, NULL);
    }
    return done;
}

int fsync(int file) { return flushed(file, REAL(fsync)(file)); }
int fdatasync(int file) { return flushed(file, REAL(fdatasync)(file)); }

#define RENAME_BODY(call)                                                 \
    int done;                                                             \
    if (is_ours(to) && is_full())                                         \
        return -1;                                                        \
    done = call;                                                          \
    if (done == 0 && (is_ours(from) || is_ours(to)))                      \
        note(RENAMED, -1, 0, from, strlen(from), to);                     \
    return done

int rename(const char *from, const char *to) { RENAME_BODY(REAL(rename)(from, to)); }
int renameat(int at, const char *from, int at2, const char *to) { RENAME_BODY(REAL(renameat)(at, from, at2, to)); }
int renameat2(int at, const char *from, int at2, const char *to, unsigned flags) { RENAME_BODY(REAL(renameat2)(at, from, at2, to, flags)); }

#define REMOVE_BODY(call)                                                 \
    int done = call;                                                      \
    if (done == 0 && is_ours(path))                                       \
        note(REMOVED, -1, 0, path, strlen(path), NULL);                   \
    return done

int unlink(const char *path) { REMOVE_BODY(REAL(unlink)(path)); }
int unlinkat(int at, const char *path, int flags) { REMOVE_BODY(REAL(unlinkat)(at, path, flags)); }
int rmdir(const char *path) { REMOVE_BODY(REAL(rmdir)(path)); }

int mkdir(const char *path, mode_t mode)
{
    int done;
    if (is_ours(path) && !is_there(AT_FDCWD, path) && is_full())
        return -1;
    done = REAL(mkdir)(path, mode);
    if (done == 0 && is_ours(path))
        note(FOLDER_MADE, -1, 0, path, strlen(path), NULL);
    return done;
}
