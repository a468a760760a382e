/**
 * What Rollcall's batching is compared with: the same networks, the same pictures and the same gRPC
 * service, scheduled as one would without it. A process of its own; it never serves a site.
 *
 * <p>Starting point: {@link dev.rollcall.client.load.baseline.BaselineServerMain}. Imported by
 * nobody.
 */
@NullMarked
package dev.rollcall.client.load.baseline;

import org.jspecify.annotations.NullMarked;
