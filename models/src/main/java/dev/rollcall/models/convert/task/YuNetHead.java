package dev.rollcall.models.convert.task;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * YuNet's maps to boxes in pixels. In each cell of a grid of stride s, with column and row counted
 * from 0: centre {@code (column + dx, row + dy) s}, sides {@code exp() s}, five points {@code
 * (column + kx, row + ky) s}, score the root of class times objectness (libfacedetection.train,
 * yunet_head.py).
 */
final class YuNetHead {
  private static final int[] STRIDES = {8, 16, 32};
  private static final int POINTS = 5;

  private final GraphBuilder graph;

  YuNetHead(GraphBuilder graph) {
    this.graph = graph;
  }

  Map<String, Network.Output> outputs(Map<String, Raw> raw) throws ConversionException {
    String size = graph.pictureSize("image/float", "picture");
    List<String> boxes = new ArrayList<>();
    List<String> scores = new ArrayList<>();
    List<String> points = new ArrayList<>();
    for (int stride : STRIDES) {
      String cells = cells(size, stride);
      boxes.add(boxes(map(raw, "bbox_", stride), cells, stride));
      points.add(points(map(raw, "kps_", stride), cells, stride));
      scores.add(scores(map(raw, "cls_", stride), map(raw, "obj_", stride), stride));
    }
    return Map.of(
        "boxes", new Network.Output(graph.concat("boxes", 1, boxes), List.of(-1, 4)),
        "scores", new Network.Output(graph.concat("scores", 1, scores), List.of(-1)),
        "landmarks",
            new Network.Output(
                graph.reshapeOpenRows(
                    graph.concat("landmarks/flat", 1, points), "landmarks", -1, POINTS, 2),
                List.of(-1, POINTS, 2)));
  }

  private static String map(Map<String, Raw> raw, String name, int stride)
      throws ConversionException {
    Raw map = raw.get(name + stride);
    if (map == null) {
      throw new ConversionException(
          "detection networks are read where they have YuNet's outputs (cls_8 ... kps_32), not "
              + raw.keySet()
              + "; bring any other as a SavedModel whose outputs are the task's");
    }
    return map.node();
  }

  /** Column and row of each cell, {@code [cells, 2]}. */
  private String cells(String size, int stride) {
    String name = "cells_" + stride + "/";
    String sides =
        integers(
            "FloorDiv", name + "sides", size, graph.integers(name + "stride", List.of(), stride));
    String count =
        graph.add(
            NodeDef.newBuilder()
                .setName(name + "count")
                .setOp("Prod")
                .addInput(sides)
                .addInput(graph.integers(name + "axis", List.of(1), 0))
                .putAttr("T", GraphBuilder.type(DataType.DT_INT32))
                .putAttr("Tidx", GraphBuilder.type(DataType.DT_INT32)));
    String all =
        graph.add(
            NodeDef.newBuilder()
                .setName(name + "all")
                .setOp("Range")
                .addInput(graph.integers(name + "first", List.of(), 0))
                .addInput(count)
                .addInput(graph.integers(name + "step", List.of(), 1))
                .putAttr("Tidx", GraphBuilder.type(DataType.DT_INT32)));
    String columns = slice(sides, name + "columns", 1);
    String pair =
        graph.add(
            NodeDef.newBuilder()
                .setName(name + "pair")
                .setOp("Pack")
                .addInput(integers("FloorMod", name + "column", all, columns))
                .addInput(integers("FloorDiv", name + "row", all, columns))
                .putAttr("N", AttrValue.newBuilder().setI(2).build())
                .putAttr("axis", AttrValue.newBuilder().setI(1).build())
                .putAttr("T", GraphBuilder.type(DataType.DT_INT32)));
    return graph.add(
        NodeDef.newBuilder()
            .setName(name + "float")
            .setOp("Cast")
            .addInput(pair)
            .putAttr("SrcT", GraphBuilder.type(DataType.DT_INT32))
            .putAttr("DstT", GraphBuilder.type(DataType.DT_FLOAT)));
  }

  private String integers(String operation, String name, String a, String b) {
    return graph.add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp(operation)
            .addInput(a)
            .addInput(b)
            .putAttr("T", GraphBuilder.type(DataType.DT_INT32)));
  }

  private String slice(String vector, String name, int index) {
    return graph.add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Slice")
            .addInput(vector)
            .addInput(graph.integers(name + "/begin", List.of(1), index))
            .addInput(graph.integers(name + "/count", List.of(1), 1))
            .putAttr("T", GraphBuilder.type(DataType.DT_INT32))
            .putAttr("Index", GraphBuilder.type(DataType.DT_INT32)));
  }

  private String boxes(String map, String cells, int stride) {
    String name = "boxes_" + stride + "/";
    String offset = graph.sliceLast(map, name + "offset", 0, 2);
    String middle =
        times(name + "middle", graph.node("AddV2", name + "cell", offset, cells), stride);
    String sides = graph.node("Exp", name + "sides", graph.sliceLast(map, name + "log", 2, 2));
    String reach = times(name + "reach", sides, stride / 2.0);
    return graph.concat(
        name + "corners",
        2,
        List.of(
            graph.node("Sub", name + "from", middle, reach),
            graph.node("AddV2", name + "to", middle, reach)));
  }

  private String points(String map, String cells, int stride) {
    String name = "points_" + stride + "/";
    String repeated = graph.concat(name + "cells", 1, Collections.nCopies(POINTS, cells));
    return times(name + "points", graph.node("AddV2", name + "cell", map, repeated), stride);
  }

  private String scores(String classes, String objects, int stride) {
    String name = "scores_" + stride + "/";
    String root =
        graph.node("Sqrt", name + "root", graph.node("Mul", name + "both", classes, objects));
    return graph.flattenRows(root, name + "flat");
  }

  private String times(String name, String x, double factor) {
    return graph.node("Mul", name, x, graph.constant(name + "/factor", Constant.scalar(factor)));
  }
}
