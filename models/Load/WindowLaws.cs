using DmaModel.Hardware;
using DmaModel.Measurement;

namespace DmaModel.Load;

/// <summary>What no window can break: nothing is busy for longer than it lasts, and nothing carries more than it can.</summary>
internal static class WindowLaws
{
    /// <summary>Checks them.</summary>
    /// <exception cref="LawBrokenException">One does not hold.</exception>
    public static void Check(Machine machine, Counters opened, Counters closed)
    {
        var window = closed.At - opened.At;
        for (var i = 0; i < machine.Cores.Count; i++)
        {
            var busy = closed.Busy[i] - opened.Busy[i];
            var occupied = closed.Occupied[i] - opened.Occupied[i];
            Laws.Equal(
                "The utilisation law",
                ($"core {i}'s busy time by cause", busy.Picoseconds),
                ("the time it was occupied", occupied.Picoseconds),
                "ps");
            Laws.AtMost(
                "The utilisation law",
                ($"core {i}'s busy time", busy.Picoseconds),
                ("the window", window.Picoseconds),
                "ps");
        }

        Laws.AtMost(
            "The capacity of the link",
            ("the time it was busy", (closed.LinkBusy - opened.LinkBusy).Picoseconds),
            ("the window", window.Picoseconds),
            "ps");
        var carried = closed.MemoryTraffic - opened.MemoryTraffic;
        var capacity = Math.Ceiling(machine.Bus.Capacity.BytesPerSecond * window.TotalSeconds * (1 + 1e-9)) + 1;
        Laws.AtMost(
            "The capacity of the memory bus",
            ("bytes carried", (Int128)carried),
            ("bytes that it can carry", (Int128)capacity),
            "bytes");
    }
}
