/**
 * Archives of pictures, through Commons Compress. Nothing is ever unpacked to a path that an
 * archive names.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.archive.ZipArchives}. Only {@code boot}
 * imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.archive;

import org.jspecify.annotations.NullMarked;
