package dev.rollcall.gateway.usecase;

import org.jspecify.annotations.Nullable;

/**
 * A file as it came.
 *
 * @param filename as the sender calls it; null where it does not
 * @param bytes not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
public record Upload(@Nullable String filename, byte[] bytes) {}
