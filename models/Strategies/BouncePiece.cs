using DmaModel.Units;

namespace DmaModel.Strategies;

/// <summary>A part of a transfer that the device moves at once, and how much of it bounces.</summary>
/// <param name="First">The first of the transfer's pages that it is about.</param>
/// <param name="Size">All of it.</param>
/// <param name="Bounced">What of it goes through slots.</param>
/// <param name="Pages">The pages that something is copied to or from.</param>
/// <param name="Slots">The slots that it takes.</param>
/// <param name="Segments">The descriptors that it takes.</param>
internal readonly record struct BouncePiece(
    int First, ByteCount Size, ByteCount Bounced, int Pages, int Slots, int Segments);
