package dev.rollcall.gateway.port;

/** What goes along with a call: how long it may take, and the id that ties the logs together. */
public record CallContext(String requestId, Deadline deadline) {}
