package dev.rollcall.client.load.serving;

/**
 * What came of one offered load.
 *
 * @param offeredPerSecond pictures, by the clock of the arrivals
 * @param refused the server said that it is overloaded
 * @param failed anything else, and what was not answered within the patience
 * @param latency of the answered, from the moment they were due to arrive
 * @param answeredPerSecond until the last answer
 * @param facesPerSecond found and read by every head, until the last answer
 */
record LoadPoint(
    double offeredPerSecond,
    int sent,
    int answered,
    int refused,
    int failed,
    Latency latency,
    double answeredPerSecond,
    double facesPerSecond) {}
