using DmaModel.Measurement;
using FsCheck.Fluent;

namespace DmaModel.Tests.Models.Measurement;

public sealed class FingerprintTests
{
    // Golden runs compare against numbers in files, so the function may not change.
    [Fact]
    public void The_hash_of_a_sequence_is_pinned() => Of([1, 2, 3]).ShouldBe(5014612264974765443UL);

    [Fact]
    public void Equal_sequences_have_equal_fingerprints() =>
        Property.Holds(ArbMap.Default.ArbFor<long[]>(), numbers => Of(numbers) == Of([.. numbers]));

    [Fact]
    public void Order_matters() => Property.Holds(ArbMap.Default.ArbFor<long[]>(), numbers =>
        numbers.SequenceEqual(numbers.Reverse()) || Of(numbers) != Of([.. numbers.Reverse()]));

    [Fact]
    public void A_change_of_one_bit_anywhere_matters()
    {
        long[] numbers = [.. Enumerable.Range(0, 50).Select(i => (long)i)];
        var hashes = new HashSet<ulong> { Of(numbers) };
        for (var bit = 0; bit < 50 * 64; bit++)
        {
            long[] changed = [.. numbers];
            changed[bit / 64] ^= 1L << (bit % 64);
            hashes.Add(Of(changed)).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_zero_more_matters() => Of([1, 0]).ShouldNotBe(Of([1]));

    private static ulong Of(IEnumerable<long> numbers)
    {
        var fingerprint = new Fingerprint();
        foreach (var number in numbers)
            fingerprint.Mix(number);

        return fingerprint.Value;
    }
}
