/**
 * What an organisation has chosen.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.settings.SiteSettings}. Everybody may
 * import this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.settings;

import org.jspecify.annotations.NullMarked;
