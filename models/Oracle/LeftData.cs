using DmaModel.VirtualMemory;

namespace DmaModel.Oracle;

/// <summary>What a transfer has left in a buffer, and its process must find there until the next one.</summary>
/// <param name="Area">The buffer; null for nothing.</param>
/// <param name="Version">The version of its entries at the end of the transfer.</param>
/// <param name="Tag">The tag in each page.</param>
/// <param name="Pages">The number of pages.</param>
public readonly record struct LeftData(Vma? Area, int Version, int Tag, int Pages);
