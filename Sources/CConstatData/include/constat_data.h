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

#endif
