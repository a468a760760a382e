package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.face.StoredModel;
import java.util.List;

/**
 * The networks that a site has, and which of them serve. Blocks until the answer or the deadline;
 * safe on any thread.
 *
 * <p>Every method throws {@code ProblemException}: INFERENCE_UNAVAILABLE and its like where the
 * same call may work later.
 */
public interface ModelStore {
  /** What the store holds, and the device that all of it runs on. */
  record Content(String device, List<StoredModel> models) {
    public Content {
      models = List.copyOf(models);
    }
  }

  /** By id, oldest version first. */
  Content content(CallContext context);

  /**
   * The page that came with a version, one HTML document with its pictures in it. Whoever brought
   * the network wrote it: it is shown like a stranger's.
   *
   * @throws dev.rollcall.gateway.domain.problem.ProblemException MODEL_NOT_FOUND where there is
   *     none
   */
  String report(String id, String version, CallContext context);

  /**
   * Serves a version from now on, in the place of what does its task, which stays in the store.
   * Doing it twice does no harm.
   *
   * @param task that the version must be for, such as {@code EMOTION}
   * @throws dev.rollcall.gateway.domain.problem.ProblemException MODEL_NOT_FOUND where the store
   *     has no such version for the task, MODEL_NOT_SWITCHABLE where it cannot take over; what
   *     served before goes on then
   */
  void serve(String task, String id, String version, CallContext context);
}
