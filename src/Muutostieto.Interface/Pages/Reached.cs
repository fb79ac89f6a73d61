using System.Globalization;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>
/// Requires that a register has a key in the state that is read. A copy that had it may have been put back by a restore since: as of a key
/// that it has not reached it would show too little, and nothing would say so.
/// </summary>
internal static class Reached
{
    /// <exception cref="MuutostietoException">Transient: it has not. The client may ask again.</exception>
    internal static void Require(IRegister register, JournalKey key)
    {
        if (register.LatestKey() is var head && head < key)
        {
            throw new MuutostietoException(
                FailureKind.Transient,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"register: it has only key {head.Value} now, and key {key.Value} was to be read. Try again."));
        }
    }
}
