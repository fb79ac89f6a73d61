namespace Muutostieto.SelfService.Residents;

/// <summary>A list of the user's own is not given.</summary>
public sealed class ListRefusedException(ListRefusal refusal) : Exception($"A list is not given: {refusal}.")
{
    public ListRefusal Refusal { get; } = refusal;
}
