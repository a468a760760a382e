/**
 * What the use cases need of the world, as interfaces. Each has an adapter, a twin in memory for
 * the tests, and one contract test that both pass.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.port.FaceAnalyzer}, {@link
 * dev.rollcall.gateway.port.PeopleStore}. Use cases call it, adapters implement it.
 */
@NullMarked
package dev.rollcall.gateway.port;

import org.jspecify.annotations.NullMarked;
