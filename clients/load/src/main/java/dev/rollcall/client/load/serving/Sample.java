package dev.rollcall.client.load.serving;

import com.google.protobuf.ByteString;

/**
 * A picture that is sent.
 *
 * @param encoded a whole file
 */
record Sample(String name, ByteString encoded) {}
