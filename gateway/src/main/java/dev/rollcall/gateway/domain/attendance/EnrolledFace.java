package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.Embedding;
import java.time.Instant;

/**
 * A face that stands for a person. Its picture lies in the vault under the same id.
 *
 * @param mediaType of the picture, such as {@code image/jpeg}
 */
public record EnrolledFace(
    String id, String personId, Embedding template, String mediaType, Instant createdAt) {}
