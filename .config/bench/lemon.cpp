// Solves a minimum-cost flow with LEMON's network simplex: lemon <network> <rounds>.
// Reads the file that network-file.ts writes. Prints the objective, the least processor seconds of the rounds, and the peak of memory in KB.
#include <sys/resource.h>

#include <cstdint>
#include <cstdio>
#include <limits>
#include <utility>
#include <vector>

#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

using Graph = lemon::StaticDigraph;
using Solver = lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>;

template <typename T>
static std::vector<T> read_column(std::FILE* file, std::size_t count) {
  std::vector<T> column(count);
  if (count > 0 && std::fread(column.data(), sizeof(T), count, file) != count) std::exit(2);
  return column;
}

static double processor_seconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::FILE* file = std::fopen(argv[1], "rb");
  if (file == nullptr) return 2;
  const auto size = read_column<std::int32_t>(file, 2);
  const std::size_t node_count = size[0], arc_count = size[1];
  const auto tail = read_column<std::int32_t>(file, arc_count);
  const auto head = read_column<std::int32_t>(file, arc_count);
  const auto capacity = read_column<std::int32_t>(file, arc_count);
  const auto cost = read_column<double>(file, arc_count);
  const auto supply = read_column<double>(file, node_count);
  std::fclose(file);

  // A static graph wants its arcs by tail: a counting sort.
  std::vector<std::size_t> next(node_count + 1, 0);
  for (const auto node : tail) ++next[node + 1];
  for (std::size_t node = 0; node < node_count; ++node) next[node + 1] += next[node];
  std::vector<std::size_t> order(arc_count);
  for (std::size_t arc = 0; arc < arc_count; ++arc) order[next[tail[arc]]++] = arc;

  Graph graph;
  {
    std::vector<std::pair<int, int>> ends(arc_count);
    for (std::size_t place = 0; place < arc_count; ++place) ends[place] = {tail[order[place]], head[order[place]]};
    graph.build(static_cast<int>(node_count), ends.begin(), ends.end());
  }
  Graph::ArcMap<std::int64_t> capacities(graph), costs(graph);
  Graph::NodeMap<std::int64_t> supplies(graph);
  for (std::size_t place = 0; place < arc_count; ++place) {
    capacities[graph.arc(static_cast<int>(place))] = capacity[order[place]];
    costs[graph.arc(static_cast<int>(place))] = static_cast<std::int64_t>(cost[order[place]]);
  }
  for (std::size_t node = 0; node < node_count; ++node) {
    supplies[graph.node(static_cast<int>(node))] = static_cast<std::int64_t>(supply[node]);
  }

  double least = std::numeric_limits<double>::infinity();
  std::int64_t objective = 0;
  Solver solver(graph);
  solver.upperMap(capacities).costMap(costs).supplyMap(supplies);
  for (int round = std::atoi(argv[2]); round > 0; --round) {
    const double before = processor_seconds();
    if (solver.run() != Solver::OPTIMAL) return 3;
    const double spent = processor_seconds() - before;
    if (spent < least) least = spent;
    objective = solver.totalCost<std::int64_t>();
  }
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%lld %.6f %ld\n", static_cast<long long>(objective), least, usage.ru_maxrss);
  return 0;
}
