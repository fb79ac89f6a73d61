using Muutostieto.Records;

namespace Muutostieto.Hosting.Settings;

/// <summary>Everything wrong in a configuration, all at once, in order of file and line.</summary>
public sealed record ConfigurationReport(IReadOnlyList<ConfigurationFault> Faults)
{
    public IEnumerable<ConfigurationFault> Errors => Faults.Where(fault => fault.Kind == FaultKind.Error);

    public bool HasErrors => Errors.Any();

    /// <summary>One line a fault.</summary>
    public override string ToString() => string.Join('\n', Faults);

    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Usage"/> and every error in its message, when there is
    /// one.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new MuutostietoException(FailureKind.Usage, string.Join('\n', Errors));
        }
    }
}
