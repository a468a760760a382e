package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.FaceAnalyzer;
import dev.rollcall.gateway.port.FaceAnalyzerContract;

class ScriptedAnalyzerTest extends FaceAnalyzerContract {
  @Override
  protected FaceAnalyzer analyzer() {
    return script;
  }
}
