using Muutostieto.Register;

namespace Muutostieto.Interface.Calls;

/// <summary>Where calls read the register. For all threads at once.</summary>
public interface IRegisterSource
{
    /// <summary>Opens it as it is now, for one call: how far it is, and who is protected at this moment.</summary>
    /// <exception cref="Records.MuutostietoException">It cannot be opened.</exception>
    IRegister Open();

    /// <summary>
    /// Opens a copy of it that may lag, for the content of one call. What it shows as of a key that it has reached is what the register
    /// shows; what it says of now may be older.
    /// </summary>
    /// <param name="register">Of the same call, as it is now.</param>
    /// <param name="atLeast">The key that the copy must have reached.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>Null: no copy has reached it, or there is none; the register itself is read.</returns>
    ValueTask<IRegister?> OpenCopyAsync(IRegister register, JournalKey atLeast, CancellationToken cancellation);
}
