package dev.shoal.plugin;

/** How a plugin is made. */
interface Recipe {
    /** Makes it anew. */
    Version make() throws PluginException;

    /** Whether what it is made from is not what that version was made from. */
    boolean hasChanged(Version since);
}
