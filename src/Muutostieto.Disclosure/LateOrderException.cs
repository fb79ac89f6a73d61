namespace Muutostieto.Disclosure;

/// <summary>A non-disclosure order was entered after the key of what is being composed, for a person in it. Does not identify the
/// person.</summary>
public sealed class LateOrderException : Exception
{
    public LateOrderException()
        : base("A non-disclosure order was entered after the content's key, for a person in it.")
    {
    }
}
