/* answer_fixture.h - a synthetic answer, for tests of what shows answers. */
#ifndef TESTS_ANSWER_FIXTURE_H
#define TESTS_ANSWER_FIXTURE_H

#include "sim/results/answer.h"

/* What can be unusual about an answer. */
typedef struct {
    size_t designs;    /* 1 to 8; 0: 4                                        */
    int months;        /* 0: 36                                               */
    double budget;     /* 0: $450k; NAN: none                                 */
    double spread;     /* P90/P10 of the unknowns; 0: 2.5; 1: all is certain   */
    double scale;      /* multiplies all costs; 0: 1                          */
    bool free;         /* all costs are zero                                  */
    bool own_designs;  /* no built-in ones                                    */
    const char *label; /* of the second design; NULL: its own                 */
    bool failures;     /* bad answers cost something                          */
    bool equal;        /* all designs cost the same                           */
    bool saturated;    /* in every fifth future requests get no answer        */
    bool musts;        /* of which all but the first design miss several      */
} FixtureOptions;

typedef struct {
    Scenario scenario;
    Answer answer;
} AnswerFixture;

/* Fill an answer with numbers that fit together, the same ones at each call. */
void fixture_make(AnswerFixture *fixture, const FixtureOptions *options);
void fixture_free(AnswerFixture *fixture);

#endif
