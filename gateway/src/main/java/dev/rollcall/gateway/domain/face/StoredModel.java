package dev.rollcall.gateway.domain.face;

/**
 * One version in the inference server's store, whether it serves or waits.
 *
 * @param serving whether it is what does its task now
 * @param trainedHere whether {@code rollcall train} made it
 * @param hasReport whether a page about its training came with it
 * @param switchable whether it can be exchanged while the server runs; an embedder cannot, because
 *     everybody's enrolled faces belong to it
 */
public record StoredModel(
    Model model, boolean serving, boolean trainedHere, boolean hasReport, boolean switchable) {}
