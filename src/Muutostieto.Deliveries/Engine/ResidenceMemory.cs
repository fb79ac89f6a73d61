using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Where persons lived as of keys, each asked of the register once: deliveries of many areas ask for the same persons at the same keys. For
/// one thread, and for keys that the register has reached.
/// </summary>
internal sealed class ResidenceMemory(IRegister register)
{
    private readonly Dictionary<(long Person, long Key), Residence?> known = [];

    /// <summary>Null when the person was not there yet.</summary>
    internal Residence? At(long person, long key)
    {
        if (!known.TryGetValue((person, key), out var residence))
        {
            var version = register.At(person, new JournalKey(key));
            known.Add((person, key), residence = version is null ? null : new Residence(version.From.Value, version.Municipality));
        }

        return residence;
    }

    /// <summary>Where a person lived.</summary>
    /// <param name="Since">The key since when, or since when something else of the person is as it was.</param>
    /// <param name="Municipality">Its number.</param>
    internal sealed record Residence(long Since, string Municipality);
}
