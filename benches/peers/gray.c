/* Frustration of a signed network of up to 32 actors: all divisions in two by Gray code, one actor changes sides at a time.
   Ties as rows of `a,b,sign` with actors as numbers from 0; the first row is a header. */
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **words) {
    static signed char tie[32][32];
    int a, b, sign, actors = 0;
    FILE *file = count > 1 ? fopen(words[1], "r") : NULL;
    if (!file || fscanf(file, "%*[^\n]")) {}
    if (!file) return 2;
    long cost = 0;
    while (fscanf(file, "%d,%d,%d", &a, &b, &sign) == 3) {
        tie[a][b] = tie[b][a] = sign > 0 ? 1 : -1;
        if (a >= actors) actors = a + 1;
        if (b >= actors) actors = b + 1;
        cost += sign < 0;
    }
    signed char side[32];
    for (int i = 0; i < 32; i++) side[i] = 1;
    long best = cost, optima = 1;
    for (unsigned long step = 1; step < 1ul << (actors - 1); step++) {
        int mover = __builtin_ctzl(step);
        int pull = 0;
        for (int i = 0; i < actors; i++) pull += tie[mover][i] * side[i];
        cost += pull * side[mover];
        side[mover] = -side[mover];
        if (cost < best) { best = cost; optima = 1; }
        else if (cost == best) optima++;
    }
    printf("%ld %ld\n", best, optima);
    return 0;
}
