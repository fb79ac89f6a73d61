namespace Muutostieto.Deliveries.Engine;

/// <summary>Fewer fit an order than its extract must have. The cause within a failure that says it.</summary>
public sealed class TooFewException : Exception
{
    internal TooFewException()
        : base("Too few fit the order.")
    {
    }
}
