namespace DmaModel.Des;

/// <summary>An event that succeeds when an amount has been taken out of a <see cref="Container"/>.</summary>
public sealed class ContainerGet : Event
{
    private readonly Container _container;

    internal ContainerGet(Container container, double amount)
        : base(container.Environment)
    {
        _container = container;
        Amount = amount;
    }

    /// <summary>How much is taken out, in the container's unit.</summary>
    public double Amount { get; }

    /// <summary>Lets the container take in, then tells those who wait for this event.</summary>
    public override void Process()
    {
        _container.TakeIn();
        base.Process();
    }
}
