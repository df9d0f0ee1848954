#ifndef CONSTAT_DATA_H
#define CONSTAT_DATA_H
#include <stddef.h>

/// One file that the build put into the binary. `name` is its file name; `bytes` lives as long as the program.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} constat_resource;

/// The embedded resource at `index`, or one whose name is NULL past the last.
constat_resource constat_resource_at(size_t index);

/// Asks for the cache line at `place`, which will be read soon. Never faults, and changes no result.
static inline void constat_prefetch(const void *_Nonnull place) { __builtin_prefetch(place, 0, 3); }

#endif
