using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Load;

/// <summary>The metrics of a run, in the order of their columns.</summary>
internal static class RunMetrics
{
    // A run that has not settled has no steady state to tell of; how far it came is told all the same.
    private static readonly string[] ToldAnyway = ["measured", "warm_up"];

    /// <summary>The metrics of a window.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="window">The window.</param>
    /// <param name="settled">Whether the run had settled before it; if not, no metric has a value.</param>
    public static IEnumerable<Metric> Of(Machine machine, MeasuredWindow window, bool settled) =>
        Of(machine, window).Select(metric => settled || ToldAnyway.Contains(metric.Name)
            ? metric
            : metric with { Value = double.NaN });

    private static IEnumerable<Metric> Of(Machine machine, MeasuredWindow window)
    {
        var (opened, closed, ledger, latency, unmaps, stages, bytes, warmUp) = window;
        var seconds = closed.At == opened.At ? double.NaN : (closed.At - opened.At).TotalSeconds;
        // What is measured per transfer, or per byte, has no value where none was completed.
        var transfers = ledger.WindowCompletions == 0 ? double.NaN : ledger.WindowCompletions;
        var busy = CpuCauses.All.Sum(Spent);
        var background = Spent(CpuCause.Background);
        var work = busy - background - Spent(CpuCause.Poll);

        yield return new("throughput", "bytes_per_s", bytes / seconds);
        yield return new("throughput", "transfers_per_s", ledger.WindowCompletions / seconds);
        foreach (var metric in Latency(latency, ledger.Saturated))
            yield return metric;
        yield return new("in_flight_mean", "", ledger.MeanInFlight);

        yield return new("cpu_utilisation", "", busy / 1e9 / seconds / machine.Cores.Count);
        yield return new("cpu", "ns_per_byte", (busy - background) / (bytes == 0 ? double.NaN : bytes));
        yield return new("cpu", "ns_per_transfer", (busy - background) / transfers);
        yield return new("cpu_work", "ns_per_byte", work / (bytes == 0 ? double.NaN : bytes));
        yield return new("cpu_work", "ns_per_transfer", work / transfers);
        foreach (var cause in CpuCauses.All)
            yield return new($"cpu_{CpuCauses.Name(cause)}", "ns_per_transfer", Spent(cause) / transfers);

        foreach (var stage in Stages.All)
        {
            var mean = ledger.Saturated ? double.NaN : stages[(int)stage].TotalNanoseconds / latency.Count;
            yield return new($"stage_{Stages.Name(stage)}", "ns", mean);
        }

        yield return new("link_utilisation", "", (closed.LinkBusy - opened.LinkBusy).TotalSeconds / seconds);
        var traffic = (closed.MemoryTraffic - opened.MemoryTraffic) / seconds;
        yield return new("memory_utilisation", "", traffic / machine.Bus.Capacity.BytesPerSecond);
        yield return new("ipis", "per_transfer", (closed.Ipis - opened.Ipis) / transfers);
        yield return new("interrupts", "per_transfer", (closed.Interrupts - opened.Interrupts) / transfers);
        yield return new("faults", "per_transfer", (closed.Faults - opened.Faults) / transfers);
        yield return new("invalidations", "per_transfer", (closed.Invalidations - opened.Invalidations) / transfers);
        yield return new("bounce_waits", "per_transfer", (closed.BounceWaits - opened.BounceWaits) / transfers);
        yield return new("lock_waits", "per_transfer", (closed.LockWaits - opened.LockWaits) / transfers);
        yield return new("bounced", "bytes_per_transfer", (closed.BytesBounced - opened.BytesBounced) / transfers);
        yield return new("plain_copies", "per_transfer", (closed.PlainCopies - opened.PlainCopies) / transfers);
        yield return new("foreign_copies", "per_transfer", (closed.ForeignCopies - opened.ForeignCopies) / transfers);
        yield return new("mapping_sleeps", "per_transfer", (closed.MappingSleeps - opened.MappingSleeps) / transfers);
        yield return new("mapping_failures", "per_transfer", (closed.MappingFailures - opened.MappingFailures) / transfers);
        yield return new("deferred_starts", "per_transfer", (closed.DeferredStarts - opened.DeferredStarts) / transfers);
        yield return new("leaked_frames", "per_transfer", (closed.LeakedFrames - opened.LeakedFrames) / transfers);
        yield return new("pages_scanned", "per_transfer", (closed.PagesScanned - opened.PagesScanned) / transfers);
        yield return new("pages_swapped_out", "per_transfer", (closed.PagesSwappedOut - opened.PagesSwappedOut) / transfers);
        yield return new("major_faults", "per_transfer", (closed.MajorFaults - opened.MajorFaults) / transfers);
        yield return new("direct_reclaims", "per_transfer", (closed.DirectReclaims - opened.DirectReclaims) / transfers);
        yield return new("page_lock_waits", "per_transfer", (closed.PageLockWaits - opened.PageLockWaits) / transfers);
        yield return new("shootdowns", "per_transfer", (closed.Shootdowns - opened.Shootdowns) / transfers);
        yield return new("object_moves", "per_transfer", (closed.ObjectMoves - opened.ObjectMoves) / transfers);
        yield return new("move_stall", "ns_per_transfer", (closed.MoveStalls - opened.MoveStalls).TotalNanoseconds / transfers);
        yield return new(
            "register_wait", "ns_per_transfer", (closed.RegisterWait - opened.RegisterWait).TotalNanoseconds / transfers);
        yield return new("displaced", "per_transfer", (closed.DisplacedTransfers - opened.DisplacedTransfers) / transfers);
        yield return new("refused", "per_transfer", (closed.RefusedRequests - opened.RefusedRequests) / transfers);
        yield return new("page_structures", "bytes_per_byte", machine.Objects.PageStructures);
        yield return new("data_checked", "per_transfer", (closed.DataChecked - opened.DataChecked) / transfers);
        yield return new("stale_data", "per_transfer", (closed.StaleData - opened.StaleData) / transfers);
        yield return new("lost_data", "per_transfer", (closed.LostData - opened.LostData) / transfers);
        yield return new("freed_frame_writes", "per_transfer", (closed.FreedFrameWrites - opened.FreedFrameWrites) / transfers);
        yield return new("stray_data", "per_transfer", (closed.StrayData - opened.StrayData) / transfers);
        var freed = closed.PagesFreed - opened.PagesFreed;
        var eachFreed = freed == 0 ? double.NaN : freed;
        yield return new("pages_freed", "per_transfer", freed / transfers);
        yield return new("pages_scanned", "per_page_freed", (closed.PagesScanned - opened.PagesScanned) / eachFreed);
        yield return new("swap_writes", "per_page_freed", (closed.SwapWrites - opened.SwapWrites) / eachFreed);
        yield return new("out_of_memory", "per_transfer", (closed.OutOfMemory - opened.OutOfMemory) / transfers);
        yield return new("registrations", "per_transfer", (closed.Registrations - opened.Registrations) / transfers);

        // Buffers are taken before the window opens, as a rule.
        var asked = closed.ContiguousAsked == 0 ? double.NaN : closed.ContiguousAsked;
        yield return new("failed_contiguous_allocations", "per_buffer", closed.ContiguousFailed / asked);
        yield return new("unmap_latency_mean", "ns", unmaps?.Mean.TotalNanoseconds ?? double.NaN);
        yield return new("unmap_latency_p99", "ns", unmaps?.Quantile(0.99).TotalNanoseconds ?? double.NaN);
        yield return new("events", "per_transfer", (closed.Events - opened.Events) / transfers);
        yield return new("measured", "transfers", ledger.WindowCompletions);
        yield return new("warm_up", "transfers", warmUp);

        double Spent(CpuCause cause) => (closed.ByCause[(int)cause] - opened.ByCause[(int)cause]).TotalNanoseconds;
    }

    private static IEnumerable<Metric> Latency(LatencyHistogram latency, bool saturated)
    {
        yield return new("latency_mean", "ns", Given(latency.Mean));
        yield return new("latency_p50", "ns", Given(latency.Quantile(0.50)));
        yield return new("latency_p90", "ns", Given(latency.Quantile(0.90)));
        yield return new("latency_p99", "ns", Given(latency.Quantile(0.99)));
        yield return new("latency_p999", "ns", Given(latency.Quantile(0.999)));
        yield return new("latency_p9999", "ns", Given(latency.Quantile(0.9999)));
        yield return new("latency_max", "ns", Given(latency.Max));

        double Given(Duration duration) => saturated || latency.Count == 0 ? double.NaN : duration.TotalNanoseconds;
    }
}
