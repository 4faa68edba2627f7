using DmaModel.Hardware;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Strategies;

/// <summary>Cuts a transfer into pieces whose bounced part the pool can hold, and tells what of each has to bounce.</summary>
/// <remarks>
/// A device that reaches only the pool bounces everything; slots that are taken together lie together. One that reaches a
/// part of memory, as an ISA card reaches 16 MiB and a 32-bit card 4 GiB, bounces the pages that lie beyond: which ones
/// these are is a property of their frames, spread at random over memory as on a machine that has run for a while, so that
/// a buffer keeps its share as long as it is mapped. Unaligned ends bounce wherever they lie. Each page, and each end, then
/// has a descriptor of its own. Heeds the options out-of-reach and unaligned-ends.
/// </remarks>
internal sealed class BouncePieces(Machine machine, StrategyOptions options)
{
    /// <summary>Whether the device uses some of the process's pages itself, so that they must be held for it.</summary>
    public bool UsesPages => options.OutOfReach < 1;

    /// <summary>The piece that begins after what is done of the transfer.</summary>
    public BouncePiece Next(Worker worker, ByteCount done) => UsesPages ? NextMixed(worker, done) : NextWhole(worker, done);

    private BouncePiece NextWhole(Worker worker, ByteCount done)
    {
        var size = ByteCount.Min(worker.Size - done, machine.Bounce.Room);
        var segments = machine.ContiguousSegments(size);
        return new BouncePiece(
            FirstOf(done), size, size, machine.PagesFor(size), machine.Bounce.SlotsFor(size), segments);
    }

    private BouncePiece NextMixed(Worker worker, ByteCount done)
    {
        var piece = default(BouncePiece) with { First = FirstOf(done) };
        while (done + piece.Size < worker.Size)
        {
            var page = PageAt(worker, done + piece.Size);
            if (piece.Slots + page.Slots > machine.Bounce.Capacity)
                break;
            piece = new BouncePiece(
                piece.First,
                piece.Size + page.Size,
                piece.Bounced + page.Bounced,
                piece.Pages + page.Pages,
                piece.Slots + page.Slots,
                piece.Segments + page.Segments);
        }

        return piece;
    }

    private BouncePiece PageAt(Worker worker, ByteCount offset)
    {
        var pageSize = machine.Platform.Memory.PageSize;
        var size = ByteCount.Min(worker.Size - offset, pageSize);
        if (IsOutOfReach(worker.Buffer.Area.Frame(FirstOf(offset))))
            return new BouncePiece(FirstOf(offset), size, size, Pages: 1, machine.Bounce.SlotsFor(size), Segments: 1);

        var isFirst = offset == ByteCount.Zero;
        var isLast = offset + size == worker.Size;
        var ends = (isFirst ? 1 : 0) + (isLast ? 1 : 0);
        var end = ByteCount.Min(options.UnalignedEnds, new ByteCount(size.Bytes / Math.Max(1, ends)));
        if (ends == 0 || end == ByteCount.Zero)
            return new BouncePiece(FirstOf(offset), size, ByteCount.Zero, Pages: 0, Slots: 0, Segments: 1);

        var between = end * ends < size ? 1 : 0;
        return new BouncePiece(
            FirstOf(offset), size, end * ends, Pages: 1, machine.Bounce.SlotsFor(end) * ends, ends + between);
    }

    private int FirstOf(ByteCount offset) => (int)(offset.Bytes / machine.Platform.Memory.PageSize.Bytes);

    // The upper 53 bits of a word that is spread evenly make a fraction below one.
    private bool IsOutOfReach(int frame) => (SplitMix.Mix((ulong)frame) >> 11) / (double)(1L << 53) < options.OutOfReach;
}
