using System.IO.Abstractions;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Hosting;

/// <summary>Where an installation's register is: what chooses between a file of the data folder and a database.</summary>
public abstract class RegisterPlace
{
    private protected RegisterPlace()
    {
    }

    /// <summary>The file or database, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether there is a register.</summary>
    /// <exception cref="MuutostietoException">It cannot be determined.</exception>
    public abstract bool IsThere { get; }

    /// <summary>As the settings say.</summary>
    public static RegisterPlace Of(IFileSystem files, ServiceSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Store is { } store ? new RegisterInDatabase(store) : new RegisterInFile(files, settings.RegisterPath);
    }

    /// <summary>The name of a place that is not opened.</summary>
    public static string NameOf(ServiceSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Store is { } store ? new RegisterInDatabase(store).Name : settings.RegisterPath;
    }

    /// <summary>Opens it for reading.</summary>
    /// <param name="wait">How long a locked file is waited for; null: as long as the store does by itself.</param>
    /// <param name="cacheKilobytes">Memory for a file's pages; null: as much as the store takes by itself.</param>
    /// <exception cref="MuutostietoException">It is not there, or cannot be opened.</exception>
    public abstract IRegister OpenRead(TimeSpan? wait = null, int? cacheKilobytes = null);

    /// <summary>Opens it for appending.</summary>
    /// <exception cref="MuutostietoException">It is not there, or cannot be opened.</exception>
    public abstract IRegisterWriter OpenWrite();

    /// <summary>Begins a new register that a load fills.</summary>
    /// <exception cref="MuutostietoException">Usage: there is one.</exception>
    public abstract IRegisterLoader Create(RegisterOrigin origin, TimeProvider clock);

    /// <summary>Begins a new register that entries fill: it is not there before they have.</summary>
    /// <param name="origin">What it is made of.</param>
    /// <param name="clock">The time.</param>
    /// <param name="suffix">Of a file's name until then.</param>
    /// <exception cref="MuutostietoException">There is one, or another program is making it.</exception>
    public abstract IPendingRegister CreatePending(RegisterOrigin origin, TimeProvider clock, string suffix);
}
