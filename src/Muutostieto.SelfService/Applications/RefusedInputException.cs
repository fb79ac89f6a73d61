namespace Muutostieto.SelfService.Applications;

/// <summary>What a user entered is refused, and nothing was kept.</summary>
/// <param name="faults">Everything that is wrong, at least one.</param>
public sealed class RefusedInputException(IReadOnlyList<FieldFault> faults)
    : Exception($"Refused: {string.Join(", ", faults.Select(fault => $"{fault.Field} {fault.Problem}"))}")
{
    public IReadOnlyList<FieldFault> Faults { get; } = faults;

    /// <summary>Refuses what has a fault.</summary>
    internal static void ThrowIfAny(IReadOnlyList<FieldFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new RefusedInputException(faults);
        }
    }
}
