using DmaModel.Hardware;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.Hardware;

/// <summary>64 entries, 10 ns to fetch one again, 300 ns to drop all; above 33 pages all are dropped.</summary>
public sealed class TlbTests
{
    private readonly object _space = new();
    private readonly Tlb _tlb = new(RoundPlatform.Create().Tlb with { Refill = RoundPlatform.Ns(10), AddressSpaceTags = false });

    public TlbTests() => _tlb.Enter(_space);

    [Fact]
    public void A_few_pages_are_dropped_one_by_one_and_the_rest_stays()
    {
        _tlb.Touch(40);
        _tlb.InvalidationTime(33).ShouldBe(Nanoseconds(33 * 20));
        _tlb.Invalidate(33, used: 33);

        _tlb.Enter(_space).ShouldBe(Zero);
    }

    // 40 used here, 34 of them unmapped: the other six are lost with them and fetched again.
    [Fact]
    public void Above_the_ceiling_all_is_lost_but_what_was_unmapped_is_not_fetched_again()
    {
        _tlb.Touch(40);
        _tlb.InvalidationTime(34).ShouldBe(Nanoseconds(300));
        _tlb.Invalidate(34, used: 34);

        _tlb.Enter(_space).ShouldBe(Nanoseconds(60));
        _tlb.Enter(_space).ShouldBe(Zero);
    }

    // 40 used, all flushed; 30 of them are unmapped before anybody fetches them again, or were before the flush.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_unmapped_is_not_fetched_again_whether_it_was_lost_before_or_not(bool flushedFirst)
    {
        _tlb.Touch(40);
        if (flushedFirst)
            _tlb.Flush();
        _tlb.Forget(30);
        if (!flushedFirst)
            _tlb.Flush();

        _tlb.Enter(_space).ShouldBe(Nanoseconds(100));
    }

    [Fact]
    public void No_more_is_lost_than_the_cache_can_hold()
    {
        _tlb.Touch(1_000);
        _tlb.Flush();

        _tlb.Enter(_space).ShouldBe(Nanoseconds(640));
    }

    [Fact]
    public void Without_tags_another_address_space_loses_everything()
    {
        _tlb.Touch(20);

        _tlb.Enter(new object()).ShouldBe(Nanoseconds(200));
    }

    [Fact]
    public void A_kernel_thread_borrows_what_is_there()
    {
        _tlb.Touch(20);

        _tlb.Enter(null).ShouldBe(Zero);
        _tlb.Enter(_space).ShouldBe(Zero);
    }
}
