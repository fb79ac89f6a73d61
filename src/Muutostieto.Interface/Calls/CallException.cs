namespace Muutostieto.Interface.Calls;

/// <summary>
/// A call is refused before a byte of its answer has left. The message names the place in the request, and never a value.
/// </summary>
public sealed class CallException(CallRefusal refusal, string place, string message) : Exception($"{place}: {message}")
{
    public CallRefusal Refusal { get; } = refusal;

    /// <summary>Where in the request: a property, or an item of a list.</summary>
    public string Place { get; } = place;
}
