package dev.rollcall.gateway.domain.attendance;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a check-in counts. The server's clock says so; a device's clock only where the device held
 * the picture back, and only as far as the site believes it.
 *
 * @param time that counts
 * @param deviceTime what the device says; null where it says nothing
 * @param doubtful the device's time is not believed: the server's stands
 */
public record CheckInTime(Instant time, @Nullable Instant deviceTime, boolean doubtful) {
  /** Clocks that are set by the network differ by less. */
  private static final Duration AHEAD = Duration.ofMinutes(2);

  /**
   * Decides.
   *
   * @param received server time
   * @param longest so far back a device is believed
   */
  public static CheckInTime of(Instant received, @Nullable Instant deviceTime, Duration longest) {
    if (deviceTime == null) {
      return new CheckInTime(received, null, false);
    }
    boolean doubtful =
        deviceTime.isBefore(received.minus(longest)) || deviceTime.isAfter(received.plus(AHEAD));
    Instant time = doubtful || deviceTime.isAfter(received) ? received : deviceTime;
    return new CheckInTime(time, deviceTime, doubtful);
  }
}
