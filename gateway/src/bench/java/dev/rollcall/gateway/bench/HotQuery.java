package dev.rollcall.gateway.bench;

import java.util.random.RandomGenerator;

/** Something that people wait for, with other values each time. */
record HotQuery(String name, Run run) {
  /** One time of it, through the store that the product uses. */
  interface Run {
    void with(RandomGenerator random);
  }
}
