/* version.h - the version of the program, in every output. */
#ifndef SIM_BASE_VERSION_H
#define SIM_BASE_VERSION_H

#define FORKCAST_VERSION "0.1.0"

#endif
