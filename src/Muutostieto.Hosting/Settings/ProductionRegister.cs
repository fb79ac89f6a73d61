using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Settings;

/// <summary>A production configuration delivers real persons only: a register that was made of invented ones is a mistake.</summary>
public static class ProductionRegister
{
    /// <summary>What is wrong with the register; null when nothing is.</summary>
    public static string? Fault(ServiceSettings settings, IRegister register)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(register);
        return settings.IsProduction && !register.Feed().IsFed
            ? $"{RegisterPlace.NameOf(settings)}: the register is synthetic (its persons are invented), and the configuration is marked "
                + "production"
            : null;
    }

    /// <summary>Requires that it may be delivered from.</summary>
    /// <exception cref="MuutostietoException">Usage: its persons are invented.</exception>
    public static void Require(ServiceSettings settings, IRegister register)
    {
        if (Fault(settings, register) is { } fault)
        {
            throw new MuutostietoException(FailureKind.Usage, $"{fault}. Nothing was delivered. {Advice}") { Remedy = Remedy };
        }
    }

    /// <summary>What to do about it.</summary>
    public const string Advice = "Name another data folder and fill it by an import, or set Environment to demo.";

    /// <summary>By which step.</summary>
    public static Remedy Remedy => new HostRemedy.ImportElsewhere();
}
