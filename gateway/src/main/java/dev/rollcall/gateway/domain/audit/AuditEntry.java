package dev.rollcall.gateway.domain.audit;

/**
 * A deed at its place in the chain.
 *
 * @param number from 1, without gaps
 * @param hash 64 hexadecimal digits over the deed, the number, the organisation and the hash before
 */
public record AuditEntry(long number, Deed deed, String hash) {}
