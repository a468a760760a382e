/**
 * Which networks make up a pack, from where, with which hash and under which terms; installs and
 * verifies them.
 *
 * <p>Starting points: {@link dev.rollcall.models.packs.Packs}, the packs there are; {@link
 * dev.rollcall.models.packs.PackInstaller}; {@link dev.rollcall.models.packs.InstalledPack}.
 * Imported by cli.
 */
@NullMarked
package dev.rollcall.models.packs;

import org.jspecify.annotations.NullMarked;
