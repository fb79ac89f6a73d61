namespace Muutostieto.Deliveries.Drops;

/// <summary>How one drop of the configuration is reached. Paths are as configured: relative ones are below the data directory.</summary>
public abstract record DropSettings;
